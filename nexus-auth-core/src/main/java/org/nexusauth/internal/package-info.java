/** Not API: may change or go at any time. */
@org.jspecify.annotations.NullMarked
package org.nexusauth.internal;
