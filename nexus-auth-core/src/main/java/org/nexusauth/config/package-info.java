/** Settings: read from any source of properties and checked once, at the start. */
@org.jspecify.annotations.NullMarked
package org.nexusauth.config;
