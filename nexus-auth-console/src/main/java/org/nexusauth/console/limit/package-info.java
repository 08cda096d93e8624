/** The state of keys' limits, as a node of the application knows it. */
@org.jspecify.annotations.NullMarked
package org.nexusauth.console.limit;
