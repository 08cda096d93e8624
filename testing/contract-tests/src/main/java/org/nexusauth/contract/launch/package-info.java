/**
 * Main classes that start one server with some applications, each in a process of its own whose
 * class path holds this package and that server, nothing else.
 */
@NullMarked
package org.nexusauth.contract.launch;

import org.jspecify.annotations.NullMarked;
