/** Issues API keys, and makes, writes and reads the signing keys that they are signed with. */
@org.jspecify.annotations.NullMarked
package org.nexusauth.keys;
