/** Alerts for operators: what rules have found, and by which channels people are notified. */
@org.jspecify.annotations.NullMarked
package org.nexusauth.management.alert;
