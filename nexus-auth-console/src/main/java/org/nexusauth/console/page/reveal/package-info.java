/** A new key, shown once: with what tries it, and when it was first used. */
@org.jspecify.annotations.NullMarked
package org.nexusauth.console.page.reveal;
