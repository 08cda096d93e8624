/** The pages of problems. */
@org.jspecify.annotations.NullMarked
package org.nexusauth.console.page.problem;
