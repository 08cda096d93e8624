/** Webhooks in the form of Standard Webhooks. */
@org.jspecify.annotations.NullMarked
package org.nexusauth.management.alert.webhook;
