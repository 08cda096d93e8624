/** Passes alerts on to the beans of an application. */
@org.jspecify.annotations.NullMarked
package org.nexusauth.console.alert;
