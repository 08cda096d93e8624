/** Pages of alerts, their rules and the channels by which people are notified. */
@NullMarked
package org.nexusauth.console.page.alert;

import org.jspecify.annotations.NullMarked;
