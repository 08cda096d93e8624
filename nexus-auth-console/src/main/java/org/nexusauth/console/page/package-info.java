/** The pages of the console: their frame, what renders them, and their assets. */
@org.jspecify.annotations.NullMarked
package org.nexusauth.console.page;
