/** Commands for what keys did: usage and the error log. */
@NullMarked
package org.nexusauth.cli.usage;

import org.jspecify.annotations.NullMarked;
