# Completion of hubwarden(1) for bash.

# Prints the users of a passwd file that begin with $cur: by hub name, or by account where a hash hides it. A full name
# that hubwarden wrote tells the hub name. Nothing but letters, digits and harmless signs comes out.
_hubwarden_users() {
    cur=$2 awk -F: '
        index($1, "jupyter-") == 1 {
            name = substr($1, 9)
            full = $5
            sub(/,.*/, "", full)
            if (index(full, "JupyterHub user ") == 1)
                name = substr(full, 17)
            else if (length($1) == 32 && $1 ~ /-[0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f]$/)
                name = $1
            if (index(name, ENVIRON["cur"]) == 1 && name ~ /^[a-z0-9][a-z0-9._@+-]*$/)
                print name
        }' "$1" 2>/dev/null
}

# The same, by account.
_hubwarden_accounts() {
    cur=$2 awk -F: '
        index($1, "jupyter-") == 1 && index($1, ENVIRON["cur"]) == 1 && $1 ~ /^[a-z0-9._@+-]*$/ { print $1 }
        ' "$1" 2>/dev/null
}

_hubwarden() {
    local cur words word command='' root='' takes='' options operand rest before i
    COMPREPLY=()
    # Bash splits words at @ and =, which stand in names and options. What counts here are blanks.
    cur=${COMP_LINE:0:COMP_POINT}
    read -ra words <<<"$cur"
    cur=${cur##*[[:space:]]}
    [[ -z $cur ]] || unset 'words[-1]'

    for word in "${words[@]:1}"; do
        if [[ -n $takes ]]; then
            [[ $takes != --root ]] || root=$word
            takes=
            continue
        fi
        case $word in
            --root=*) root=${word#*=} ;;
@valued@
            -*) ;;
            *) [[ -n $command ]] || command=$word ;;
        esac
    done

    case $command in
@cases@
        *) return ;;
    esac

    if [[ -n $takes ]]; then
        [[ $takes != --root ]] || mapfile -t COMPREPLY < <(compgen -d -- "$cur")
    elif [[ $cur == --root=* ]]; then
        mapfile -t COMPREPLY < <(compgen -P --root= -d -- "${cur#*=}")
    elif [[ $cur == -* ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$options" -- "$cur")
    else
        case $operand in
            COMMAND) mapfile -t COMPREPLY < <(compgen -W '@names@' -- "$cur") ;;
            SOURCE) mapfile -t COMPREPLY < <(compgen -W 'tljh hub passwd' -- "$cur") ;;
            USER) mapfile -t COMPREPLY < <(_hubwarden_users "$root/etc/passwd" "$cur") ;;
            UNIXNAME) mapfile -t COMPREPLY < <(_hubwarden_accounts "$root/etc/passwd" "$cur") ;;
        esac
    fi

    # Readline puts the answer after the last = or : and from the last @ on, so what stands before must not come again.
    rest=$cur
    [[ $COMP_WORDBREAKS != *[=:]* ]] || rest=${rest##*["${COMP_WORDBREAKS//[^=:]/}"]}
    [[ $COMP_WORDBREAKS != *@* || $rest != *@* ]] || rest=@${rest##*@}
    before=${cur%"$rest"}
    for i in "${!COMPREPLY[@]}"; do
        COMPREPLY[i]=${COMPREPLY[i]#"$before"}
    done
}

complete -F _hubwarden hubwarden
