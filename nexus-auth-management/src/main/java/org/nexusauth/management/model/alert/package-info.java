/** What is recorded of alerts, and of telling people about them. */
@org.jspecify.annotations.NullMarked
package org.nexusauth.management.model.alert;
