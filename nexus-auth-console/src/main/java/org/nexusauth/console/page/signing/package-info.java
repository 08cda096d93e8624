/** The pages of signing keys. */
@org.jspecify.annotations.NullMarked
package org.nexusauth.console.page.signing;
