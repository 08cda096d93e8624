/** Routes of the API of usage and the error log. */
@org.jspecify.annotations.NullMarked
package org.nexusauth.console.rest.usage;
