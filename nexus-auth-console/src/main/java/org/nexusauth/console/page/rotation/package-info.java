/** The pages of a key's rotation: its start, how far it is, its cancellation. */
@org.jspecify.annotations.NullMarked
package org.nexusauth.console.page.rotation;
