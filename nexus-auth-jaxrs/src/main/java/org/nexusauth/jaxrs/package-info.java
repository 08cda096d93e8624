/**
 * API keys for JAX-RS: {@link org.nexusauth.jaxrs.ApiKeySecured} and the role annotations of
 * Jakarta EE on resources, or all resources. The features register themselves; put the jar into the
 * application and set the verification keys.
 */
@org.jspecify.annotations.NullMarked
package org.nexusauth.jaxrs;
