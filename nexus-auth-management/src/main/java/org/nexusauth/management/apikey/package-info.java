/** The lives of API keys: issue, import, rotate, revoke. */
@org.jspecify.annotations.NullMarked
package org.nexusauth.management.apikey;
