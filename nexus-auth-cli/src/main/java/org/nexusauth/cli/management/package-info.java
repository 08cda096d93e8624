/** What all commands share that manage records: options, services, output. */
@NullMarked
package org.nexusauth.cli.management;

import org.jspecify.annotations.NullMarked;
