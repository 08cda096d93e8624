/** JSON of the REST API: strict reading, safe writing. */
@org.jspecify.annotations.NullMarked
package org.nexusauth.console.json;
