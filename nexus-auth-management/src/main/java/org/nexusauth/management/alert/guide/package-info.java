/** What rules look at, and what to do about their alerts, in words. */
@org.jspecify.annotations.NullMarked
package org.nexusauth.management.alert.guide;
