/** Limits: how much of what a caller may have in a time. */
@org.jspecify.annotations.NullMarked
package org.nexusauth.limit;
