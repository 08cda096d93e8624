/** How an application is notified of alerts. */
@org.jspecify.annotations.NullMarked
package org.nexusauth.management.alert.event;
