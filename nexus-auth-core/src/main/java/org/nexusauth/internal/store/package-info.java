/** The revocation store of a gate: chosen, opened and queried. Not API. */
@org.jspecify.annotations.NullMarked
package org.nexusauth.internal.store;
