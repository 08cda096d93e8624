/** Who changes or reads records, and from where. */
@org.jspecify.annotations.NullMarked
package org.nexusauth.management.access;
