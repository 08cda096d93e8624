/** The pages that revoke keys: one, or several of an integration. */
@org.jspecify.annotations.NullMarked
package org.nexusauth.console.page.revocation;
