/**
 * The rules of a deployment: what the security annotations of resources and the settings require,
 * and whether that can be enforced. Read once, when an application starts.
 *
 * <p>Not API: public for the other packages of this module only, and free to change.
 */
@org.jspecify.annotations.NullMarked
package org.nexusauth.jaxrs.rules;
