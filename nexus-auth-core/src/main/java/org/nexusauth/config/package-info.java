/** Settings: read from any source of properties, checked once, refused with their origin. */
@org.jspecify.annotations.NullMarked
package org.nexusauth.config;
