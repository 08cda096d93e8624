/** The messages of alerts. Not API. */
@org.jspecify.annotations.NullMarked
package org.nexusauth.management.alert.internal;
