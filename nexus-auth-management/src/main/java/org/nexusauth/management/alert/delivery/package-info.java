/** What is sent to people outside the application, and when it is tried again. */
@org.jspecify.annotations.NullMarked
package org.nexusauth.management.alert.delivery;
