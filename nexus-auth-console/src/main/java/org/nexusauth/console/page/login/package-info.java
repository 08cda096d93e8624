/** Signing in by a link, and signing out. */
@org.jspecify.annotations.NullMarked
package org.nexusauth.console.page.login;
