/** Evaluates the rules over the usage and the records of an application. */
@org.jspecify.annotations.NullMarked
package org.nexusauth.management.alert.lookup;
