/**
 * A request on its way through JAX-RS: filters that enforce the rules, and the caller as JAX-RS,
 * Jakarta Security and the server's enterprise beans see it.
 *
 * <p>Not API: public for the features of this module only, and free to change.
 */
@org.jspecify.annotations.NullMarked
package org.nexusauth.jaxrs.request;
