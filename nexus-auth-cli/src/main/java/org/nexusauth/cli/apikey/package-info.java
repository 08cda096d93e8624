/** Commands for the records of API keys. */
@NullMarked
package org.nexusauth.cli.apikey;

import org.jspecify.annotations.NullMarked;
