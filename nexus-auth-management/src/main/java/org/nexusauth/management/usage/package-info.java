/** What keys did, for people: usage and the error log. */
@org.jspecify.annotations.NullMarked
package org.nexusauth.management.usage;
