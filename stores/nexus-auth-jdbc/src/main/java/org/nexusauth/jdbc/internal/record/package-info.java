/** The store of the records. Not API. */
@org.jspecify.annotations.NullMarked
package org.nexusauth.jdbc.internal.record;
