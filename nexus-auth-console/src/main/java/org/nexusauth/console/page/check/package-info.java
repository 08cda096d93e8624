/** The check of a key: whether it is accepted, and why not. */
@org.jspecify.annotations.NullMarked
package org.nexusauth.console.page.check;
