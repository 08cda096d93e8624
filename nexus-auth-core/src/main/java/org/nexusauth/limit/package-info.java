/** Limits on what a caller may do in a time. */
@org.jspecify.annotations.NullMarked
package org.nexusauth.limit;
