return 3
break
