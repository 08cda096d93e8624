/**
 * The servlet door: a filter that lets requests with a good API key pass and answers all others.
 *
 * <p>Adding the jar guards nothing: what is guarded is what {@link
 * org.nexusauth.filter.ApiKeyFilter} is mapped to.
 */
@org.jspecify.annotations.NullMarked
package org.nexusauth.filter;
