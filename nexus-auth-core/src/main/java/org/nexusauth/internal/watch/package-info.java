/** The watch of keys after their requests. Not API. */
@org.jspecify.annotations.NullMarked
package org.nexusauth.internal.watch;
