/** Changes of a key's record, each with its event in the audit log. */
@org.jspecify.annotations.NullMarked
package org.nexusauth.management.apikey.record;
