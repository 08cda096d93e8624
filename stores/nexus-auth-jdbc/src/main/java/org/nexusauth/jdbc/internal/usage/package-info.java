/** Usage: rows of minutes, hours and days, and the error log. Not API. */
@org.jspecify.annotations.NullMarked
package org.nexusauth.jdbc.internal.usage;
