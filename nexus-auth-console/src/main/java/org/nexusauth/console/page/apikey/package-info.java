/** Generates keys, and shows what is known of one. */
@org.jspecify.annotations.NullMarked
package org.nexusauth.console.page.apikey;
