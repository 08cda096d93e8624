/** The settings of alerts: channels, quiet hours and where the console is. */
@org.jspecify.annotations.NullMarked
package org.nexusauth.management.alert.settings;
