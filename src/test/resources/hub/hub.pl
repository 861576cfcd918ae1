#!/usr/bin/perl
# Answers as a hub's API does: users, two at a time, for who knows the token.
use strict;
use warnings;
use IO::Socket::INET;

my @users = (
    '{"name": "ada", "admin": true, "groups": []}',
    '{"name": "ben", "admin": false, "groups": []}',
    '{"name": "professor.jane.doe@university.example", "admin": false}',
    '{"name": "zo\u00eb", "admin": false}',
    '{"name": "nobody-said", "admin": null}',
);
my $listener = IO::Socket::INET->new(LocalAddr => '127.0.0.1', LocalPort => 15001, Listen => 5, ReuseAddr => 1) or die $!;
while (my $client = $listener->accept) {
    my ($path, $token) = ('', '');
    while (my $line = <$client>) {
        $path = $1 if $line =~ /^GET (\S+)/;
        $token = $1 if $line =~ /^authorization: token (\S+)/i;
        last if $line =~ /^\r?$/;
    }
    my ($status, $body) = ('200 OK', '{"version": "4.1.6"}');
    if ($path =~ m{^/hub/api/users\?offset=(\d+)}) {
        my ($from, $to) = ($1, $1 + 1);
        $to = $#users if $to > $#users;
        my $next = $to < $#users ? '{"offset": ' . ($to + 1) . ', "limit": 2}' : 'null';
        $body = '{"items": [' . join(', ', @users[$from .. $to]) . '], "_pagination": {"next": ' . $next . '}}';
        ($status, $body) = ('403 Forbidden', '{"status": 403}') if $token ne 'sesame';
    }
    print $client "HTTP/1.1 $status\r\nX-JupyterHub-Version: 4.1.6\r\nContent-Type: application/json\r\n"
        . 'Content-Length: ' . length($body) . "\r\nConnection: close\r\n\r\n$body";
    close $client;
}
