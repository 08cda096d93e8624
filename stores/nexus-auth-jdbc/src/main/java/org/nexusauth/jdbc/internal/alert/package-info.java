/** The tables of alerts. Not API. */
@org.jspecify.annotations.NullMarked
package org.nexusauth.jdbc.internal.alert;
