/** Where verification keys come from, how they are loaded at the start and refreshed after it. */
@org.jspecify.annotations.NullMarked
package org.nexusauth.jwk.internal.source;
