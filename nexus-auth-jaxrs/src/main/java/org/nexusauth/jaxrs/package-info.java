/**
 * The JAX-RS door: {@link org.nexusauth.jaxrs.ApiKeySecured} and the role annotations on resources,
 * or all resources at once. It registers itself; put the jar into the application and set the
 * verification keys.
 */
@org.jspecify.annotations.NullMarked
package org.nexusauth.jaxrs;
