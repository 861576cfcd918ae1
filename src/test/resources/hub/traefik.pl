#!/usr/bin/perl
# Answers as a proxy before a hub does.
use strict;
use warnings;
use IO::Socket::INET;

my $listener = IO::Socket::INET->new(LocalPort => 80, Listen => 5, ReuseAddr => 1) or die $!;
while (my $client = $listener->accept) {
    while (my $line = <$client>) {
        last if $line =~ /^\r?$/;
    }
    print $client "HTTP/1.1 302 Found\r\nLocation: /hub/\r\nX-JupyterHub-Version: 4.1.6\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    close $client;
}
