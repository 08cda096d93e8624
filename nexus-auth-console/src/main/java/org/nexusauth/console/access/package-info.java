/** Who may call the console. */
@org.jspecify.annotations.NullMarked
package org.nexusauth.console.access;
