/** Which node evaluates rules and sends messages. */
@org.jspecify.annotations.NullMarked
package org.nexusauth.management.alert.lease;
