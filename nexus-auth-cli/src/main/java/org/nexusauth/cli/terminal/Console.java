package org.nexusauth.cli.terminal;

import java.io.InputStream;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.Map;

/**
 * The world of a command, so that a test can be it.
 *
 * @param in standard input
 * @param out standard output, for results alone
 * @param err standard error, for what a person should read
 * @param environment the environment variables
 * @param clock the time
 * @param terminal whether a person reads standard output in a terminal
 */
public record Console(
    InputStream in,
    PrintWriter out,
    PrintWriter err,
    Map<String, String> environment,
    Clock clock,
    boolean terminal) {}
