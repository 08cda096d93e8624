/** Routes of the API of alerts, their rules, mutes and channels. */
@org.jspecify.annotations.NullMarked
package org.nexusauth.console.rest.alert;
